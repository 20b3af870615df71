-- The orders of one user.
SELECT id, status, created_at FROM orders WHERE user_id = :user_id;

-- The items of one order with their products: the product is found by its primary key.
SELECT product.name, item.quantity
FROM order_items AS item
JOIN products AS product ON product.id = item.product_id
WHERE item.order_id = :order_id;

-- One shelf of the catalogue.
SELECT id, name, price FROM products WHERE category = :category;

-- A user by the address of a login: the unique constraint is an index already.
SELECT id, name FROM users WHERE email = :email;
